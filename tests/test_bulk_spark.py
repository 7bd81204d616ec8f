"""Apache Spark does the same job: the same parts, the same bytes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_samples import TABLES, article, contents, defaults, need, rows, run, write_lines

from claimlint.bulk.job import Options
from claimlint.bulk.run import Outcome, execute, plan
from claimlint.errors import ClaimlintError

need("pyarrow", "pyspark", "pandas", name="spark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    if "spark" in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
        pytest.fail("Spark is required here and there is no Java: install version 17 or later", pytrace=False)
    pytest.skip("needs Java; set CLAIMLINT_REQUIRED=spark", allow_module_level=True)

pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def session() -> Iterator[None]:
    """Hold one session for all runs of the module: its workers keep the rules they have loaded."""
    from pyspark.sql import SparkSession

    here = Path(__file__).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(here.parent / "src"), str(here)]))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        found = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
        yield
        found.stop()


def spark(sources: list[Path], output: Path) -> Outcome:
    asked = plan([str(path) for path in sources], "", defaults(), Options(part_rows=5), str(output))
    return execute(asked, "spark", 1, "", lambda summary, consumed: None)


def tables(output: Path) -> dict[str, list[dict[str, object]]]:
    return {table: rows(output, table) for table in TABLES}


@pytest.mark.usefixtures("session")
def test_spark_writes_the_same_bytes_and_goes_on_with_what_one_machine_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_lines(tmp_path / "a.jsonl", [*(article(number) for number in range(22)), "{bad"])
    second = write_lines(tmp_path / "b.jsonl", [article(number) for number in range(22, 30)])
    wanted = run([first, second], tmp_path / "wanted", part_rows=5)
    found = spark([first, second], tmp_path / "spark")
    assert (found.counts, found.parts, found.reused) == (wanted.counts, 7, 0)
    assert tables(tmp_path / "spark") == tables(tmp_path / "wanted")
    assert contents(tmp_path / "spark") == contents(tmp_path / "wanted")

    for part in ("part-00000-000001", "part-00001-000000"):
        (tmp_path / "wanted" / "_claimlint" / "parts" / f"{part}.json").unlink()
    again = spark([first, second], tmp_path / "wanted")
    assert (again.counts, again.reused) == (wanted.counts, 5)
    assert contents(tmp_path / "spark") == contents(tmp_path / "wanted")

    second.write_text(second.read_text().replace("25 cups", "26 cups"))
    with pytest.raises(ClaimlintError, match=r"b\.jsonl is not what it was when this run began"):
        spark([first, second], tmp_path / "spark")

    monkeypatch.setattr("claimlint.bulk.identity.build", lambda: "0" * 64)
    with pytest.raises(ClaimlintError, match="the executors have another claimlint"):
        spark([first], tmp_path / "other")
