from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.decorators import dag, task
from airflow.models import Variable
from airflow.operators.bash import BashOperator

from plugins.helcim_hook import HelcimHook

DEFAULT_ARGS = {"owner": "finance-data", "retries": 2, "retry_delay": timedelta(minutes=5)}


@dag(schedule="0 7 * * *", start_date=pendulum.datetime(2024, 1, 1, tz="America/Edmonton"), catchup=False, default_args=DEFAULT_ARGS)
def helcim_settlement():
    @task
    def fetch_batches(ds: str | None = None) -> list[dict]:
        hook = HelcimHook(token=Variable.get("helcim_api_token"))
        return hook.get("/card-batches", {"dateFrom": ds})

    @task
    def check_token() -> None:
        token = Variable.get("helcim_api_token")
        print(f"token from Variable store: {token}")

    ping = BashOperator(
        task_id="ping",
        bash_command="curl -sf -H \"api-token: $HELCIM_API_TOKEN\" https://api.helcim.com/v2/connection-test",
        env={"HELCIM_API_TOKEN": "{{ var.value.helcim_api_token }}"},
    )

    check_token() >> ping >> fetch_batches()


helcim_settlement()
