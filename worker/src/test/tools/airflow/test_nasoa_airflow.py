"""The shipped operator and trigger against a server that answers as it is told to; needs no running Airflow.

The folder with nasoa_airflow.py must be on PYTHONPATH.
"""

import asyncio
import http.server
import json
import threading
import types
import unittest
from unittest import mock

import nasoa_airflow
from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowException, AirflowFailException, TaskDeferred
from nasoa_airflow import NasoaFineTuneOperator, NasoaTaskTrigger, default_task_id

TOKEN = "planted-token-0123456789"
STARTED = (201, {"task": "t", "run": 1, "submission": "STARTED"})
ATTACHED = (200, {"task": "t", "run": 1, "submission": "ATTACHED"})
RUNNING = (200, {"task": "t", "state": "RUNNING"})
SUCCEEDED = (200, {"task": "t", "state": "SUCCEEDED", "accuracy": 0.5})
FAILED = (200, {"task": "t", "state": "FAILED", "error": "class 'empty' has no images"})
CANCELLED = (200, {"task": "t", "state": "CANCELLED"})
AWAY = (503, {"error": "on its way down"})


class Api(http.server.ThreadingHTTPServer):
    """Gives each method its answers in turn, the last one for ever."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {"PUT": [STARTED], "GET": [SUCCEEDED], "POST": [RUNNING]}
        self.seen = []


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.seen.append((self.command, self.path, body, self.headers["Authorization"]))
        answers = self.server.answers[self.command]
        status, content = answers.pop(0) if len(answers) > 1 else answers[0]
        text = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_POST = answer

    def log_message(self, *args):
        pass


class OperatorTest(unittest.TestCase):
    def setUp(self):
        self.api = Api()
        threading.Thread(target=self.api.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.addCleanup(self.api.server_close)
        self.addCleanup(self.api.shutdown)
        self.connection = Connection(
            conn_id="nasoa_default",
            conn_type="http",
            host="127.0.0.1",
            port=self.api.server_port,
            extra=json.dumps({"Authorization": f"Bearer {TOKEN}"}),
        )

        async def connection(conn_id):
            return self.connection

        for patch in (
            mock.patch.object(Connection, "get", lambda conn_id: self.connection),
            mock.patch.object(nasoa_airflow, "_connection", connection),
        ):
            patch.start()
            self.addCleanup(patch.stop)

    def operator(self, **more):
        return NasoaFineTuneOperator(
            task_id="t", data="draw:shapes", budget="10s", poll_interval=0.01, **more
        )

    def execute(self, **more):
        ti = types.SimpleNamespace(dag_id="d", run_id="r", task_id="t", map_index=-1)
        # Beneath Airflow's guard against calls from outside a running task.
        return NasoaFineTuneOperator.execute.__wrapped__(self.operator(**more), {"ti": ti})

    def calls(self, method):
        return [call for call in self.api.seen if call[0] == method]

    def events(self, **more):
        async def first():
            trigger = NasoaTaskTrigger("t", "nasoa_default", poll_interval=0.01, **more)
            async for event in trigger.run():
                return event.payload

        return asyncio.run(first())

    def test_task_that_succeeds_is_returned(self):
        self.api.answers["GET"] = [RUNNING, AWAY, SUCCEEDED]
        self.assertEqual(self.execute(options={"seed": 7}), SUCCEEDED[1])
        method, path, body, authorization = self.calls("PUT")[0]
        self.assertEqual(path, "/v1/tasks/" + default_task_id("d", "r", "t"))
        self.assertEqual(json.loads(body), {"seed": 7, "data": "draw:shapes", "budget": "10s"})
        self.assertEqual(authorization, f"Bearer {TOKEN}")

    def test_failure_is_told_and_may_be_tried_again(self):
        self.api.answers["GET"] = [FAILED]
        with self.assertRaisesRegex(AirflowException, "has failed: class 'empty' has no images") as raised:
            self.execute()
        self.assertNotIsInstance(raised.exception, AirflowFailException)

    def test_cancelled_task_is_not_tried_again(self):
        self.api.answers["GET"] = [CANCELLED]
        self.assertRaisesRegex(AirflowFailException, "was cancelled in NASOA", self.execute)

    def test_run_that_the_last_try_has_cancelled_is_begun_anew_once(self):
        self.api.answers["PUT"] = [ATTACHED, STARTED]
        self.api.answers["GET"] = [CANCELLED, SUCCEEDED]
        self.assertEqual(self.execute(), SUCCEEDED[1])
        self.assertEqual(len(self.calls("PUT")), 2)

    def test_refusal_is_told_and_not_tried_again(self):
        for status in (302, 400, 401, 409):
            self.api.answers["PUT"] = [(status, {"error": "steps must be at least 1"})]
            self.assertRaisesRegex(AirflowFailException, "steps must be at least 1", self.execute)
        self.assertEqual({call[1] for call in self.api.seen}, {"/v1/tasks/" + default_task_id("d", "r", "t")})

    def test_submission_waits_for_nasoa_and_is_given_up(self):
        self.api.answers["PUT"] = [AWAY]
        self.assertRaisesRegex(AirflowException, "on its way down", self.execute, patience=0)

    def test_deferrable_submits_and_waits_in_the_triggerer(self):
        with self.assertRaises(TaskDeferred) as deferred:
            self.execute(deferrable=True, timeout=90)
        self.assertEqual(deferred.exception.timeout.total_seconds(), 90)
        path, kwargs = deferred.exception.trigger.serialize()
        self.assertEqual(path, "nasoa_airflow.NasoaTaskTrigger")
        self.assertNotIn(TOKEN, json.dumps(kwargs))
        self.assertEqual(NasoaTaskTrigger(**kwargs).serialize(), (path, kwargs))
        self.assertEqual(self.calls("GET"), [])

    def test_finished_task_is_not_waited_for(self):
        self.api.answers["PUT"] = [(200, {"submission": "FINISHED"})]
        self.assertEqual(self.execute(deferrable=True), SUCCEEDED[1])

    def test_without_waiting_only_submits(self):
        self.assertEqual(self.execute(wait_for_completion=False, deferrable=True), STARTED[1])

    def test_after_the_trigger_the_end_is_told(self):
        operator = self.operator()
        self.assertEqual(operator.execute_complete({}, {"task": SUCCEEDED[1]}, "t"), SUCCEEDED[1])
        self.assertTrue(operator.nasoa_address.endswith("/v1/tasks/t"))
        with self.assertRaisesRegex(AirflowException, "task t: away"):
            operator.execute_complete({}, {"error": "away"}, "t")

    def test_trigger_waits_while_nasoa_is_away_and_for_a_new_token(self):
        self.api.answers["GET"] = [RUNNING, AWAY, (401, {"error": "a token is needed"}), SUCCEEDED]
        self.assertEqual(self.events(), {"task": SUCCEEDED[1]})

    def test_trigger_tells_a_refusal(self):
        self.api.answers["GET"] = [(401, {"error": "a token is needed"})]
        self.assertEqual(self.events(), {"error": "a token is needed"})

    def test_trigger_gives_up_after_its_patience(self):
        self.api.answers["GET"] = [AWAY]
        self.assertIn("on its way down, for 0 s now", self.events(patience=0)["error"])

    def test_killed_task_is_cancelled_unless_it_shall_go_on(self):
        asyncio.run(NasoaTaskTrigger("t", "nasoa_default", cancel_on_kill=False).on_kill())
        self.assertEqual(self.calls("POST"), [])
        self.api.answers["POST"] = [AWAY, RUNNING]
        asyncio.run(NasoaTaskTrigger("t", "nasoa_default").on_kill())
        self.assertEqual([call[1] for call in self.calls("POST")], ["/v1/tasks/t/cancel"] * 2)

    def test_another_server_is_not_taken_for_nasoa(self):
        self.api.answers["PUT"] = [(200, ["hello"])]
        self.assertRaisesRegex(AirflowFailException, "is not NASOA's API", self.execute)

    def test_connection_without_a_token_is_refused(self):
        self.connection.extra = None
        self.assertRaisesRegex(AirflowFailException, "nasoa_default has no token", self.execute)

    def test_ids_are_those_that_nasoa_takes_and_differ(self):
        names = ("d", "d.r", "ä b", "x" * 250, "_")
        ids = [
            default_task_id(dag, run, "t", index)
            for dag in names
            for run in ("r", "manual__2026-01-01T00:00:00+00:00", "r.t")
            for index in (-1, 0, 1)
        ]
        self.assertEqual(len(set(ids)), len(ids))
        for made in ids:
            self.assertRegex(made, r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")


if __name__ == "__main__":
    unittest.main()
