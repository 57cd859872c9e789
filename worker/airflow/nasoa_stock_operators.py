"""Fine-tunes a network with operators of Airflow's HTTP provider only: nothing of NASOA in Airflow.

Its connection ``nasoa_default`` is of type ``http`` and has the API's token in its extra:
``{"Authorization": "Bearer ..."}``. Ending such a task in Airflow does not cancel the fine-tuning; NASOA's
own operator does that.
"""

import json
from datetime import timedelta

from airflow.providers.http.operators.http import HttpOperator
from airflow.providers.http.sensors.http import HttpSensor
from airflow.sdk import Param, dag

# The same for every try, so that none of them starts a second fine-tuning.
TASK = "/v1/tasks/stock-{{ run_id | replace(':', '-') | replace('+', '-') | replace('~', '-') }}"


def succeeded(response):
    """A failed fine-tuning has a result too, which says why."""
    result = response.json()["task"]
    if result["state"] != "SUCCEEDED":
        print(f"{result['state']}: {result['error']}")
    return result["state"] == "SUCCEEDED"


@dag(
    schedule=None,
    catchup=False,
    default_args={"retries": 3, "retry_delay": timedelta(seconds=10)},
    params={
        "data": Param("draw:shapes:classes=5,images=500,size=64", type="string"),
        "budget": Param("60s", type="string"),
    },
)
def nasoa_stock_operators():
    submit = HttpOperator(
        task_id="submit",
        http_conn_id="nasoa_default",
        method="PUT",
        endpoint=TASK,
        headers={"Content-Type": "application/json"},
        data=json.dumps({"data": "{{ params.data }}", "budget": "{{ params.budget }}"}),
    )
    # 404 until the task has ended, which this sensor waits through without holding a worker's slot.
    wait = HttpSensor(
        task_id="wait",
        http_conn_id="nasoa_default",
        endpoint=TASK + "/result",
        deferrable=True,
        poke_interval=5,
        timeout=timedelta(days=1).total_seconds(),
    )
    result = HttpOperator(
        task_id="result",
        http_conn_id="nasoa_default",
        method="GET",
        endpoint=TASK + "/result",
        response_check=succeeded,
        response_filter=lambda response: response.json()["task"],
        retries=0,
    )
    submit >> wait >> result


nasoa_stock_operators()
