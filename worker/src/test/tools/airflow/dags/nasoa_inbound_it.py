"""Fine-tunes with the shipped operator: few steps of a small model, and tries that follow at once."""

from datetime import timedelta

from airflow.sdk import Param, dag
from nasoa_airflow import NasoaFineTuneOperator


@dag(
    schedule=None,
    catchup=False,
    is_paused_upon_creation=False,
    render_template_as_native_obj=True,
    params={
        "data": Param("draw:shapes:classes=3,images=150,size=32", type="string"),
        "steps": Param(5, type="integer"),
        "steps_while_waiting": Param(5, type="integer"),
    },
)
def nasoa_inbound_it():
    def fine_tune(task_id, deferrable, steps):
        return NasoaFineTuneOperator(
            task_id=task_id,
            data="{{ params.data }}",
            options={
                "steps": steps,
                "model": "nasoa-5m",
                "batchSize": 8,
                "checkpointInterval": 1,
            },
            deferrable=deferrable,
            poll_interval=1,
            retries=2,
            retry_delay=timedelta(seconds=1),
        )

    deferred = fine_tune("deferred", True, "{{ params.steps }}")
    deferred >> fine_tune("waiting", False, "{{ params.steps_while_waiting }}")


nasoa_inbound_it()
