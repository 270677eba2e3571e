import { Body, Controller, Param, ParseIntPipe, Post } from '@nestjs/common';
import { PaymentsService } from './payments.service';

@Controller('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  @Post('checkout/:weeks')
  checkout(@Param('weeks', ParseIntPipe) weeks: number) {
    return this.payments.createCheckout(weeks);
  }

  @Post('confirm')
  async confirm(@Body() body: { checkoutToken: string; data: object; hash: string }) {
    return { confirmed: await this.payments.isAuthentic(body.checkoutToken, body.data, body.hash) };
  }
}
