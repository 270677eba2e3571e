import pendulum
from airflow.decorators import dag, task

from plugins.helcim import HelcimHook


@dag(schedule="@daily", start_date=pendulum.datetime(2024, 6, 1, tz="UTC"), catchup=False, tags=["helcim"])
def settle():
    @task
    def open_batches() -> list[int]:
        batches = HelcimHook().get("/card-batches", {"closed": "false"})
        print(f"{len(batches)} open batches: {[b['id'] for b in batches]}")
        return [b["id"] for b in batches]

    @task
    def close(batch_id: int) -> None:
        status = HelcimHook().post(f"/card-batches/{batch_id}/settle")
        print(f"batch {batch_id}: {status}")

    close.expand(batch_id=open_batches())


settle()
