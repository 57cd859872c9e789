"""The DAGs of the tests."""

import os
import pathlib
import time

from airflow.sdk import Asset, Param, dag, task


@dag(
    schedule=None,
    catchup=False,
    is_paused_upon_creation=False,
    params={
        "rows": Param(3, type="integer"),
        "sleep": Param(0, type="number"),
        "fail": Param(False, type="boolean"),
    },
)
def nasoa_it():
    """Prepares a data set that is not there."""

    @task(retries=0)
    def prepare(params=None, run_id=None):
        pathlib.Path(os.environ["AIRFLOW_HOME"], run_id + ".pid").write_text(str(os.getpid()))
        print("preparing", params["rows"], "rows")
        time.sleep(params["sleep"])
        if params["fail"]:
            raise ValueError("asked to fail")
        return {"dataset_uri": "file:///tmp/prepared", "rows": params["rows"]}

    @task(retries=0)
    def finish(prepared):
        return prepared["dataset_uri"]

    finish(prepare())


@dag(schedule=None, catchup=False, is_paused_upon_creation=True)
def nasoa_paused():
    """Takes runs and lets them wait."""

    @task
    def never():
        pass

    never()


@dag(schedule=[Asset("nasoa://models/it")], catchup=False, is_paused_upon_creation=False)
def nasoa_on_model():
    """Runs when a model is ready."""

    @task(retries=0)
    def deploy(triggering_asset_events=None, run_id=None):
        with open(os.path.join(os.environ["AIRFLOW_HOME"], "deployed"), "a") as file:
            print(run_id, file=file)
        return [event.extra for events in triggering_asset_events.values() for event in events]

    deploy()


nasoa_it()
nasoa_paused()
nasoa_on_model()
