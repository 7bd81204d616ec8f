"""What a page owes its readers' safety: disclaimers, advice that asks for them, somebody who answers for it."""
