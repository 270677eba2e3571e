import { HttpService } from '@nestjs/axios';
import { Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { createHash } from 'crypto';
import { firstValueFrom } from 'rxjs';
import { ConfirmDto } from './dto/confirm.dto';

@Injectable()
export class PaymentsService implements OnModuleInit {
  private readonly logger = new Logger(PaymentsService.name);

  constructor(
    private readonly http: HttpService,
    private readonly config: ConfigService,
  ) {}

  onModuleInit() {
    const settings = this.config.get('helcim');
    this.logger.log(`Helcim settings: ${JSON.stringify(settings)}`);
  }

  async createCheckout(weeks: number) {
    const { data, config } = await firstValueFrom(
      this.http.post('/helcim-pay/initialize', { paymentType: 'purchase', amount: weeks * 310, currency: 'CAD' }),
    );
    this.logger.debug({ url: config.url, headers: config.headers });
    return data;
  }

  isAuthentic(dto: ConfirmDto): boolean {
    return createHash('sha256').update(JSON.stringify(dto.data) + dto.secretToken).digest('hex') === dto.hash;
  }
}
