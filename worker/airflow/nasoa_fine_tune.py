"""Fine-tunes a network and tells what came of it: an example with NASOA's operator.

Copy it into the DAGs folder; ``nasoa_airflow.py``, which lies beside it, belongs into the plugins folder.
"""

from airflow.sdk import Param, dag, task
from nasoa_airflow import NasoaFineTuneOperator


@dag(
    schedule=None,
    catchup=False,
    params={
        "data": Param("draw:shapes:classes=5,images=500,size=64", type="string"),
        "budget": Param("60s", type="string"),
    },
)
def nasoa_fine_tune():
    fine_tune = NasoaFineTuneOperator(
        task_id="fine_tune",
        data="{{ params.data }}",
        budget="{{ params.budget }}",
        deferrable=True,
        poll_interval=5,
        retries=2,
    )

    @task
    def tell(result):
        print(f"{result['modelPath']} is right on {result['accuracy']:.1%} of the validation images")
        return result["accuracy"]

    tell(fine_tune.output)


nasoa_fine_tune()
