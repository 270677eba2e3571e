from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from .helcim import HelcimClient, PaySession, get_helcim

router = APIRouter()
Helcim = Annotated[HelcimClient, Depends(get_helcim)]


class DeskBooking(BaseModel):
    desk: str
    hours: int


@router.post("/bookings", response_model=PaySession)
async def book(booking: DeskBooking, helcim: Helcim):
    return await helcim.open(booking.hours * 4.5)
