"""What /openapi.json says of the server is so, whatever is asked."""

import os
import pathlib
import re
import subprocess
import sys

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,unsupported_method"
CASES = int(os.environ.get("SCHEMATHESIS_CASES", "2000"))


def test_schemathesis_finds_no_fault(server, tmp_path):
    operations = sum(
        len([name for name in path if name in {"get", "post", "delete"}])
        for path in server.get("/openapi.json")["paths"].values())
    # Names that are there, so that more than "no such model" is tried; what is not there the other tests ask for.
    copy = server.post("/copies", {"model": "digits"})["copy"]
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(f"""
[parameters]
"path.model" = "digits"
"path.version" = "1"
"path.copy" = "{copy}"
"path.run" = "digits"
""")
    done = subprocess.run(
        [pathlib.Path(sys.executable).parent / "schemathesis", "--config-file", settings, "run",
         f"{server.url}/openapi.json", "--checks", CHECKS, "--phases", "examples,coverage,fuzzing",
         "--max-examples", str(-(-5 * CASES // (2 * operations))), "--seed", "1", "--workers", "1",
         "--request-timeout", "20", "--exclude-operation-id", "runEvents"],
        capture_output=True, text=True, cwd=tmp_path, timeout=280)
    print(done.stdout[-3000:])
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert int(re.search(r"(\d+) generated", done.stdout)[1]) >= CASES
    assert server.get("/v2/health/ready") == {"ready": True}
