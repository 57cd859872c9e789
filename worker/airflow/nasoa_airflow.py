"""Fine-tuning with NASOA as a task of Airflow 3: operator, trigger and link in one file.

Copy it into Airflow's plugins folder, or any other folder that the scheduler, the workers and the
triggerer all have on ``PYTHONPATH``. It needs Python's standard library and Airflow, nothing else.

The API is reached through a connection of type ``http``, ``nasoa_default`` unless said otherwise: host,
port, schema (``http`` or ``https``) and the API's token, either as the password or in the extra as
``{"Authorization": "Bearer ..."}``, which the stock HTTP operators understand too. An extra ``verify``
is ``false`` or a file of certificates.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import ssl
import threading
import time
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any, AsyncIterator, Sequence

from airflow.configuration import conf
from airflow.sdk import BaseOperator, BaseOperatorLink, Connection
from airflow.triggers.base import BaseTrigger, TriggerEvent

try:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException
except ImportError:  # before Airflow 3.2
    from airflow.exceptions import AirflowException, AirflowFailException

__all__ = ["NasoaFineTuneOperator", "NasoaTaskLink", "NasoaTaskTrigger", "default_task_id"]

_ENDED = ("SUCCEEDED", "FAILED", "CANCELLED")
_LONGEST_ID = 100
_LONGEST_ANSWER = 1 << 20
_ANSWER_SECONDS = 30
# A submission holds a worker's slot, so it is given up sooner than waiting, which does not.
_SUBMIT_PATIENCE = 60.0
# A run that is joined may be one that the try before has cancelled and that has not ended yet.
_CANCELLED_BY_LAST_TRY = 60.0


class _Refused(Exception):
    """The API has said no, in its own words; asking again would change nothing."""

    def __init__(self, status: int, sentence: str):
        super().__init__(sentence)
        self.status = status


class _Unreachable(Exception):
    """Nobody answers, or the API is on its way up or down."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token to another place."""

    def redirect_request(self, *args, **kwargs):
        return None


class _Api:
    """The few calls that are needed of NASOA's API. The token stays in here."""

    def __init__(self, connection: Any):
        extra = _object(connection.extra or "{}")
        host = connection.host or ""
        if not host:
            raise _Refused(0, f"connection {connection.conn_id} has no host")
        self.url = host if "://" in host else f"{connection.schema or 'http'}://{host}"
        if connection.port:
            self.url = f"{self.url.rstrip('/')}:{connection.port}"
        self.url = self.url.rstrip("/")
        given = {name.lower(): value for name, value in extra.items()}
        password = connection.password
        self._authorization = f"Bearer {password}" if password else given.get("authorization")
        if not self._authorization:
            raise _Refused(0, f"connection {connection.conn_id} has no token: its password, or Authorization in its extra")
        handlers: list[Any] = [_NoRedirects()]
        verify = given.get("verify", True)
        if verify is not True:
            context = ssl.create_default_context(cafile=verify or None)
            if verify is False:
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self._opener = urllib.request.build_opener(*handlers)

    def submit(self, task: str, request: dict[str, Any]) -> dict[str, Any]:
        return self._call("PUT", f"/v1/tasks/{task}", request)

    def task(self, task: str) -> dict[str, Any]:
        # With a wait, however short, the owner looks for what happened behind its back.
        return self._call("GET", f"/v1/tasks/{task}?waitSeconds=0.5")

    def cancel(self, task: str) -> None:
        try:
            self._call("POST", f"/v1/tasks/{task}/cancel")
        except _Refused as refused:
            if refused.status not in (404, 409):  # 409: it has ended
                raise

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method)
        request.add_header("Authorization", self._authorization)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with self._opener.open(request, timeout=_ANSWER_SECONDS) as response:
                content = _object(response.read(_LONGEST_ANSWER))
        except urllib.error.HTTPError as refusal:
            with refusal:
                told = _object(refusal.read(_LONGEST_ANSWER)).get("error")
            sentence = told or f"HTTP status {refusal.code} from {self.url}"
            if refusal.code in (429, 502, 503, 504):
                raise _Unreachable(sentence) from None
            raise _Refused(refusal.code, sentence) from None
        except (OSError, urllib.error.URLError) as problem:
            reason = getattr(problem, "reason", None) or problem
            raise _Unreachable(f"{self.url} does not answer: {reason}") from None
        if not content:
            raise _Refused(0, f"what answers at {self.url} is not NASOA's API")
        return content


def _object(text: bytes | str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def default_task_id(dag_id: str, run_id: str, task_id: str, map_index: int = -1) -> str:
    """The id in NASOA of a task of a DAG run: the same for each of its tries, and for no other task."""
    whole = "\0".join([dag_id, run_id, task_id, str(map_index)])
    digest = hashlib.sha256(whole.encode()).hexdigest()[:16]
    parts = [dag_id, run_id, task_id] + ([str(map_index)] if map_index >= 0 else [])
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", ".".join(parts)).lstrip("._-")
    return f"{name[: _LONGEST_ID - len(digest) - 1]}-{digest}" if name else digest


class NasoaTaskLink(BaseOperatorLink):
    """Leads from a task of Airflow to the one of NASOA."""

    name = "NASOA task"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:
        # Asked in the worker after the task has run; what is shown later is the answer of then.
        return getattr(operator, "nasoa_address", "")


class NasoaTaskTrigger(BaseTrigger):
    """Waits for the end of a task of NASOA, and cancels it when its user ends the waiting task.

    :param nasoa_task: id of the task
    :param nasoa_conn_id: the connection to NASOA's API
    :param poll_interval: seconds between two looks
    :param patience: seconds for which NASOA may be away without a break
    :param cancel_on_kill: whether marking the waiting task or clearing it cancels the fine-tuning
    """

    def __init__(
        self,
        nasoa_task: str,
        nasoa_conn_id: str,
        poll_interval: float = 10.0,
        patience: float = 3600.0,
        cancel_on_kill: bool = True,
    ):
        super().__init__()
        self.nasoa_task = nasoa_task
        self.nasoa_conn_id = nasoa_conn_id
        self.poll_interval = poll_interval
        self.patience = patience
        self.cancel_on_kill = cancel_on_kill
        self._api: _Api | None = None

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            f"{type(self).__module__}.{type(self).__qualname__}",
            {
                "nasoa_task": self.nasoa_task,
                "nasoa_conn_id": self.nasoa_conn_id,
                "poll_interval": self.poll_interval,
                "patience": self.patience,
                "cancel_on_kill": self.cancel_on_kill,
            },
        )

    async def _reached(self) -> _Api:
        if self._api is None:
            self._api = _Api(await _connection(self.nasoa_conn_id))
        return self._api

    async def run(self) -> AsyncIterator[TriggerEvent]:
        away_since = None
        renewed = False
        while True:
            try:
                api = await self._reached()
                task = await asyncio.to_thread(api.task, self.nasoa_task)
                if away_since is not None:
                    self.log.info("NASOA answers again")
                away_since = None
                renewed = False
                if task.get("state") in _ENDED:
                    yield TriggerEvent({"task": task})
                    return
            except _Unreachable as problem:
                if away_since is None:
                    away_since = time.monotonic()
                    self.log.warning("%s; asking again every %g s", problem, self.poll_interval)
                if time.monotonic() - away_since > self.patience:
                    yield TriggerEvent({"error": f"{problem}, for {self.patience:g} s now"})
                    return
            except _Refused as problem:
                if problem.status != 401 or renewed:
                    yield TriggerEvent({"error": str(problem)})
                    return
                self._api = None  # the connection may have another token by now
                renewed = True
            await asyncio.sleep(self.poll_interval)

    async def on_kill(self) -> None:
        """Called by Airflow when a user marks the waiting task as failed or succeeded, or clears it."""
        if self.cancel_on_kill:
            api = await self._reached()
            await asyncio.to_thread(_cancel, api, self.nasoa_task, self.log)


async def _connection(conn_id: str) -> Any:
    try:
        from airflow.providers.common.compat.connection import get_async_connection
    except ImportError:
        from asgiref.sync import sync_to_async  # what Airflow itself uses in triggers

        return await sync_to_async(Connection.get)(conn_id)
    return await get_async_connection(conn_id)


def _cancel(api: _Api, task: str, log: Any) -> None:
    """Cancels a task; tries more than once, for nobody will do it later."""
    for attempt in range(5):
        try:
            api.cancel(task)
            log.info("cancelled task %s of NASOA", task)
            return
        except _Unreachable as problem:
            log.warning("task %s of NASOA is not cancelled yet: %s", task, problem)
            time.sleep(1.0)
        except _Refused as problem:
            log.error("task %s of NASOA cannot be cancelled: %s", task, problem)
            return
    log.error("task %s of NASOA was not cancelled: \"nasoa task cancel %s\" does it", task, task)


class NasoaFineTuneOperator(BaseOperator):
    """Fine-tunes a network on a data set within a budget, and returns how that ended.

    Its task in NASOA has an id that is the same for every try, so a try after a lost worker joins the
    running fine-tuning, one after a success gets its result, and one after a failure starts another run.

    What it returns has the fields of ``GET /v1/tasks/{id}``: ``accuracy``, ``modelPath`` (relative to
    NASOA's artifact root), ``model``, ``activeSeconds`` and so on.

    :param data: an absolute path as NASOA sees it, or ``draw:...`` (templated)
    :param budget: seconds, or a text such as ``"10m"`` (templated); this or ``steps``
    :param steps: optimiser steps instead of a budget
    :param model: the zoo entry to start from, chosen by NASOA unless given (templated)
    :param options: further fields of ``PUT /v1/tasks/{id}``, such as ``seed``, ``priority`` or
        ``deadline`` (templated)
    :param nasoa_task: id in NASOA (templated); made of DAG, run, task and map index unless given
    :param nasoa_conn_id: the connection to NASOA's API
    :param wait_for_completion: ``False`` only submits, and returns ``task``, ``run`` and ``submission``
    :param deferrable: waits in the triggerer instead of in a worker's slot
    :param poll_interval: seconds between two looks
    :param timeout: the longest that is waited, as seconds or ``timedelta``. After it the task fails and
        the fine-tuning goes on; ``execution_timeout`` is the one that cancels it, and counts in workers only
    :param patience: seconds for which NASOA may be away without a break
    :param cancel_on_kill: whether ending this task in Airflow cancels the fine-tuning
    :param link: address of a page about the task for people, with ``{task}`` for its id
    """

    template_fields: Sequence[str] = ("data", "budget", "model", "options", "nasoa_task")
    ui_color = "#dcecf7"
    operator_extra_links = (NasoaTaskLink(),)

    def __init__(
        self,
        *,
        data: str,
        budget: float | str | None = None,
        steps: int | None = None,
        model: str | None = None,
        options: dict[str, Any] | None = None,
        nasoa_task: str | None = None,
        nasoa_conn_id: str = "nasoa_default",
        wait_for_completion: bool = True,
        deferrable: bool = conf.getboolean("operators", "default_deferrable", fallback=False),
        poll_interval: float = 10.0,
        timeout: timedelta | float | None = None,
        patience: float = 3600.0,
        cancel_on_kill: bool = True,
        link: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.data = data
        self.budget = budget
        self.steps = steps
        self.model = model
        self.options = options
        self.nasoa_task = nasoa_task
        self.nasoa_conn_id = nasoa_conn_id
        self.wait_for_completion = wait_for_completion
        self.deferrable = deferrable
        self.poll_interval = poll_interval
        self.timeout = timeout.total_seconds() if isinstance(timeout, timedelta) else timeout
        self.patience = patience
        self.cancel_on_kill = cancel_on_kill
        self.link = link
        self.nasoa_address = ""
        self._submitted: tuple[_Api, str] | None = None

    def execute(self, context: Any) -> Any:
        ti = context["ti"]
        task = self.nasoa_task or default_task_id(ti.dag_id, ti.run_id, ti.task_id, ti.map_index)
        accepted = self._submit(task)
        if not self.wait_for_completion:
            return accepted
        joined = time.time() if accepted.get("submission") == "ATTACHED" else None
        if accepted.get("submission") != "FINISHED" and self.deferrable:
            self._defer(task, joined, self.timeout)
        return self._wait(task, joined)

    def _request(self) -> dict[str, Any]:
        request = dict(self.options or {})
        given = {"data": self.data, "budget": self.budget, "steps": self.steps, "model": self.model}
        request.update({name: value for name, value in given.items() if value is not None})
        return request

    def _submit(self, task: str) -> dict[str, Any]:
        """Asks for the fine-tuning; the same request again is the same task, however often it is sent."""
        api = self._connected(task)
        self._submitted = (api, task)
        end = time.monotonic() + min(self.patience, _SUBMIT_PATIENCE)
        while True:
            try:
                accepted = api.submit(task, self._request())
                break
            except _Refused as refused:
                raise AirflowFailException(f"NASOA refuses task {task}: {refused}") from None
            except _Unreachable as problem:
                if time.monotonic() > end:
                    raise AirflowException(f"task {task} cannot be submitted: {problem}") from None
                self.log.warning("%s; asking again", problem)
                time.sleep(2.0)
        self.log.info("task %s, run %s: %s", task, accepted.get("run"), accepted.get("submission"))
        return accepted

    def _connected(self, task: str) -> _Api:
        try:
            api = _Api(Connection.get(self.nasoa_conn_id))
        except _Refused as problem:
            raise AirflowFailException(str(problem)) from None
        page = self.link or api.url + "/v1/tasks/{task}"
        self.nasoa_address = page.replace("{task}", task)
        return api

    def _defer(self, task: str, joined: float | None, seconds: float | None) -> None:
        self.defer(
            trigger=NasoaTaskTrigger(
                nasoa_task=task,
                nasoa_conn_id=self.nasoa_conn_id,
                poll_interval=self.poll_interval,
                patience=self.patience,
                cancel_on_kill=self.cancel_on_kill,
            ),
            method_name="execute_complete",
            kwargs={"nasoa_id": task, "joined": joined},
            timeout=None if seconds is None else timedelta(seconds=seconds),
        )

    def execute_complete(
        self,
        context: Any,
        event: dict[str, Any],
        nasoa_id: str,
        joined: float | None = None,
    ) -> dict[str, Any]:
        """Goes on after the trigger."""
        self._connected(nasoa_id)
        if "error" in event:
            raise AirflowException(f"task {nasoa_id}: {event['error']}")
        if self._cancelled_by_last_try(event["task"], joined):
            self._submit(nasoa_id)
            self._defer(nasoa_id, None, self.timeout)
        return self._outcome(event["task"])

    def _wait(self, task: str, joined: float | None) -> dict[str, Any]:
        """Waits in this process."""
        assert self._submitted is not None
        api = self._submitted[0]
        end = None if self.timeout is None else time.monotonic() + self.timeout
        away_since = None
        while True:
            try:
                found = api.task(task)
                away_since = None
                if found.get("state") in _ENDED:
                    if not self._cancelled_by_last_try(found, joined):
                        return self._outcome(found)
                    self._submit(task)
                    joined = None
            except _Refused as problem:
                raise AirflowException(f"task {task}: {problem}") from None
            except _Unreachable as problem:
                if away_since is None:
                    away_since = time.monotonic()
                    self.log.warning("%s; asking again every %g s", problem, self.poll_interval)
                if time.monotonic() - away_since > self.patience:
                    raise AirflowException(f"task {task}: {problem}, for {self.patience:g} s now") from None
            if end is not None and time.monotonic() > end:
                raise AirflowException(f"task {task} has not ended after {self.timeout:g} s; it goes on")
            time.sleep(self.poll_interval)

    @staticmethod
    def _cancelled_by_last_try(task: dict[str, Any], joined: float | None) -> bool:
        """Whether the run that was joined was on its way to an end that was not meant for this try."""
        return (
            task.get("state") == "CANCELLED"
            and joined is not None
            and time.time() - joined < _CANCELLED_BY_LAST_TRY
        )

    def _outcome(self, task: dict[str, Any]) -> dict[str, Any]:
        state = task.get("state")
        if state == "SUCCEEDED":
            self.log.info("accuracy %s, model %s", task.get("accuracy"), task.get("modelPath"))
            return task
        if state == "CANCELLED":  # somebody did not want it, so it is not tried again
            raise AirflowFailException(f"task {task.get('task')} was cancelled in NASOA")
        raise AirflowException(f"task {task.get('task')} has failed: {task.get('error')}")

    def on_kill(self) -> None:
        """Called by Airflow when a running task is to end; a waiting one's trigger is told instead."""
        if self.cancel_on_kill and self._submitted is not None:
            # In a thread of its own, because this is a signal handler in the midst of whatever ran.
            api, task = self._submitted
            work = threading.Thread(target=_cancel, args=(api, task, self.log), daemon=True)
            work.start()
            work.join(_ANSWER_SECONDS)
            raise AirflowException(f"ended by Airflow; task {task} of NASOA is cancelled")
