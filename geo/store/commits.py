"""One Delta table as a sequence of commits with versions of our own.

Delta's own version counts compactions too and a row cannot know it before its commit. So each append
carries the application transaction `sightline` with the next number of our sequence, and Delta refuses the
second of two writers that took the same one: it reads what the first wrote and tries again. The numbers
have no gaps, and whoever commits has seen everything before.
"""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.fs
from deltalake import (
    CommitProperties,
    DeltaTable,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from deltalake.fs import DeltaStorageHandler

import geo
from geo.errors import StoreError
from geo.store.rows import SCHEMA, Row, table

try:
    import fcntl
except ImportError:  # Windows: the commits alone keep writers apart
    fcntl = None  # type: ignore[assignment]

APP = "sightline"
LOCK = "_lock"
ATTEMPTS = 60
MEMORY = "500MB"
CONFIGURATION: Mapping[str, str | None] = {
    "delta.dataSkippingStatsColumns": "version,recorded_at",
    "delta.checkpointInterval": "50",
    "delta.logRetentionDuration": "interval 1 days",
}
"""No statistics of text: the JSON log must not quote what a purge has to erase."""
WRITING = WriterProperties(compression="ZSTD", statistics_truncate_length=16)


def work_folder() -> Path:
    """The folder for what the program makes: `work` under `SIGHTLINE_DATA` or the repository's data."""
    data = os.environ.get("SIGHTLINE_DATA") or Path(geo.__file__).resolve().parent.parent / "data"
    return Path(data).expanduser().resolve() / "work"


def store_uri(uri: str | Path | None = None) -> str:
    """Where the log is: `uri`, else the environment's `SIGHTLINE_STORE`, else `data/work/store`.

    A folder comes back as an absolute path, an object store's URI as it is.
    """
    given = str(uri) if uri else os.environ.get("SIGHTLINE_STORE", "") or str(work_folder() / "store")
    given = given.removeprefix("file://")
    return given if "://" in given else str(Path(given).expanduser().resolve())


def storage_options(uri: str) -> dict[str, str] | None:
    """Options for an object store, from the environment (`AWS_ENDPOINT_URL` and the like)."""
    if "://" not in uri:
        return None
    options = {k: v for k, v in os.environ.items() if k.startswith(("AWS_", "AZURE_", "GOOGLE_"))}
    if uri.startswith("s3") and "AWS_CONDITIONAL_PUT" not in options:
        options["AWS_CONDITIONAL_PUT"] = "etag"
    return options


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder's lock file, waiting for whoever has it; a no-op on systems without such locks."""
    if fcntl is None or os.environ.get("SIGHTLINE_NO_LOCK"):
        yield
        return
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written to ({error}). Check its permissions.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def connect(path: str = ":memory:", *, read_only: bool = False, **settings: Any) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that fetches no extension from anywhere."""
    config: dict[str, Any] = {"threads": 2, "autoinstall_known_extensions": "false"} | settings
    return duckdb.connect(path, read_only=read_only, config=config)


class Commits:
    """The table's commits: read the newest state, append rows under the next version.

    Safe for threads; several processes may append to one table at once.
    """

    def __init__(self, uri: str, *, create: bool = True) -> None:
        self.uri = uri
        self.local = "://" not in uri
        self._options = storage_options(uri)
        self._lock = threading.RLock()
        self._db: duckdb.DuckDBPyConnection | None = None
        self._delta = self._open(create)
        self._seen = int(self._delta.transaction_version(APP) or 0)

    @property
    def version(self) -> int:
        """The newest version of our sequence, 0 for an empty log. Reads the table's newest commits."""
        with self._lock:
            self.refresh()
            return self.seen

    @property
    def seen(self) -> int:
        """The version of the state that was read last."""
        return self._seen

    def refresh(self) -> None:
        """Read the commits that came since."""
        with self._lock:
            try:
                self._delta.update_incremental()
            except (DeltaError, OSError):
                self._delta = self._open(create=False)  # a purge may have cleaned the log under us
            self._seen = int(self._delta.transaction_version(APP) or 0)

    def append(self, build: Callable[[int], Sequence[Row]]) -> int:
        """`append_table` for rows: those that `build(version)` makes from the state it finds."""

        def rows(version: int) -> pa.Table | None:
            built = build(version)
            return table(built, version, self.clock()) if built else None

        return self.append_table(rows)

    def append_table(self, build: Callable[[int], pa.Table | None]) -> int:
        """Append the table that `build(version)` makes from the state it finds; None appends nothing.

        `build` is called again when somebody else committed first. Returns the version of the commit, or
        the newest one where there was nothing to append.

        Raises
        ------
        StoreError
            The rows could not be written; the log is as it was.
        """
        with self._lock, self.exclusive():
            for attempt in range(ATTEMPTS):
                self.refresh()
                version = self.seen + 1
                rows = build(version)
                if rows is None:
                    return version - 1
                try:
                    self._write(rows, version)
                except CommitFailedError:
                    time.sleep(random.random() * min(0.02 * 2**attempt, 1.0))
                    continue
                except (DeltaError, OSError) as error:
                    raise StoreError(
                        f"{self.uri}: could not append, the log is unchanged ({error}). "
                        "Check the space and the permissions, then try again."
                    ) from error
                self.refresh()
                return version
        raise StoreError(f"{self.uri}: {ATTEMPTS} attempts to append met other writers. Try again.")

    def _write(self, rows: pa.Table, version: int) -> None:
        transaction = Transaction(APP, version, int(time.time() * 1000))
        write_deltalake(
            self._delta,
            rows,
            mode="append",
            schema_mode="merge",
            writer_properties=WRITING,
            commit_properties=CommitProperties(max_commit_retries=0, app_transactions=[transaction]),
        )

    def clock(self) -> datetime:
        """Now, or the newest row's moment if the clock went backwards since."""
        latest = self._newest("max.recorded_at")
        now = datetime.now(UTC)
        return max(now, latest.astimezone(UTC) + timedelta(milliseconds=1)) if latest else now

    def _newest(self, column: str) -> Any:
        actions = pa.table(self._delta.get_add_actions(flatten=True))
        if column not in actions.column_names or not len(actions):
            return None
        values = [v for v in actions.column(column).to_pylist() if v is not None]
        return max(values, default=None)

    def files(self, after: int = 0) -> list[str]:
        """Local paths of the Parquet files that hold rows of versions above `after`.

        Files of an object store never change, so each is fetched once into a cache beside the index.
        """
        with self._lock:
            actions = pa.table(self._delta.get_add_actions(flatten=True)).to_pylist()
        names = [a["path"] for a in actions if (a.get("max.version") or after + 1) > after]
        if self.local:
            return [str(Path(self.uri) / name) for name in names]
        return [self._fetched(name) for name in names]

    def _fetched(self, name: str) -> str:
        path = self.beside() / "cache" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
            source = pyarrow.fs.PyFileSystem(DeltaStorageHandler(self.uri, self._options))
            with source.open_input_stream(name) as stream, part.open("wb") as out:
                shutil.copyfileobj(stream, out, 1 << 20)
            part.replace(path)
        return str(path)

    def prune(self) -> None:
        """Delete cached files that the log no longer names: a purge elsewhere has to reach them too."""
        folder = self.beside() / "cache"
        if not self.local and folder.exists():
            kept = {Path(f).name for f in self.files()}
            for path in folder.iterdir():
                if path.name not in kept and not path.name.endswith(".part"):
                    path.unlink(missing_ok=True)

    def beside(self) -> Path:
        """The folder for what can be lost: `SIGHTLINE_INDEX`, else beside the log or under `data/work`."""
        given = os.environ.get("SIGHTLINE_INDEX")
        if given:
            return Path(given).expanduser().resolve()
        if self.local:
            return Path(self.uri + ".index")
        name = "".join(c if c.isalnum() else "-" for c in self.uri)
        return work_folder() / f"{name}.index"

    def sql(self, query: str, *values: Any, after: int = 0, **tables: pa.Table) -> list[tuple[Any, ...]]:
        """Rows of a query (a SELECT) over `log`, which holds every row of versions above `after`.

        `tables` are Arrow tables that the query may name. A file that a compaction took away meanwhile
        makes it start over with the new list of files.
        """
        for attempt in range(5):
            try:
                with self._cursor() as connection:
                    for name, rows in tables.items():
                        connection.register(name, rows)
                    rows = self._rows(connection, after)
                    return connection.execute(f"WITH log AS ({rows}) {query}", list(values)).fetchall()
            except (duckdb.IOException, FileNotFoundError) as error:
                if attempt == 4:
                    raise StoreError(f"{self.uri}: a part of the log cannot be read ({error})") from error
                self.refresh()
            except (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException):
                raise  # our own mistake
            except duckdb.Error as error:
                raise StoreError(f"{self.uri}: a part of the log is damaged ({error})") from error
        raise AssertionError

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor on one database in memory, which keeps what it learnt of the files, as none changes."""
        with self._lock:
            if self._db is None:
                self._db = connect(memory_limit=MEMORY)
                self._db.execute("SET parquet_metadata_cache = true")
            cursor = self._db.cursor()
        cursor.execute("SET TimeZone = 'UTC'")
        return cursor

    def attach(self, connection: duckdb.DuckDBPyConnection, after: int = 0, upto: int = 2**62) -> None:
        """Make the view `log` in a DuckDB connection: the rows of versions above `after`, up to `upto`."""
        connection.execute(f"CREATE OR REPLACE TEMP VIEW log AS {self._rows(connection, after, upto)}")

    def _rows(self, connection: duckdb.DuckDBPyConnection, after: int, upto: int = 2**62) -> str:
        """A query of the log's rows; columns that the table or one of its files has not got yet are null."""
        connection.register("template", SCHEMA.empty_table())
        columns = ", ".join(SCHEMA.names)
        union = f"SELECT {columns} FROM template"
        files = self.files(after)
        if files:
            listed = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
            union += f" UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true)"
        return f"SELECT {columns} FROM ({union}) WHERE version > {int(after)} AND version <= {int(upto)}"

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other writers of this machine waiting, so that they need not try again; folders only.

        Also what makes it safe to delete files that no commit knows: nobody is about to commit them.
        """
        with locked(Path(self.uri)) if self.local else nullcontext():
            yield

    def delta(self) -> DeltaTable:
        """A DeltaTable of one's own at the newest state, for maintenance."""
        return DeltaTable(self.uri, storage_options=self._options)

    def _open(self, create: bool) -> DeltaTable:
        try:
            return DeltaTable(self.uri, storage_options=self._options)
        except TableNotFoundError as error:
            if not create:
                raise StoreError(f"{self.uri}: there is no log. Check SIGHTLINE_STORE.") from error
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.uri}: the log cannot be opened ({error})") from error
        try:
            if self.local:
                Path(self.uri).mkdir(parents=True, exist_ok=True)
            return DeltaTable.create(
                self.uri,
                schema=SCHEMA,
                mode="ignore",
                name="sightline",
                configuration=CONFIGURATION,
                storage_options=self._options,
            )
        except CommitFailedError:
            return DeltaTable(self.uri, storage_options=self._options)  # another process was first
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.uri}: no log can be made there ({error})") from error
