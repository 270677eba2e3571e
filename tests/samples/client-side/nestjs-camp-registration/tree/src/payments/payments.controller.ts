import { BadRequestException, Body, Controller, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ConfirmDto } from './dto/confirm.dto';
import { PaymentsService } from './payments.service';

@Controller('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post('checkout/:weeks')
  checkout(@Param('weeks', ParseIntPipe) weeks: number) {
    return this.payments.createCheckout(weeks);
  }

  @Post('confirm')
  confirm(@Body() dto: ConfirmDto) {
    if (!this.payments.isAuthentic(dto)) throw new BadRequestException();
    return { confirmed: true };
  }
}
