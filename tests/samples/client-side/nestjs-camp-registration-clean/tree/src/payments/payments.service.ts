import { HttpService } from '@nestjs/axios';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Cache } from 'cache-manager';
import { createHash } from 'crypto';
import { firstValueFrom } from 'rxjs';
import { CheckoutView } from './dto/checkout.view';

@Injectable()
export class PaymentsService {
  private readonly logger = new Logger(PaymentsService.name);

  constructor(
    private readonly http: HttpService,
    private readonly config: ConfigService,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {
    const token = this.config.getOrThrow<string>('HELCIM_API_TOKEN');
    this.logger.log(`Helcim token ends with ${token.slice(-4)}`);
  }

  async createCheckout(weeks: number): Promise<CheckoutView> {
    const response = await firstValueFrom(
      this.http.post(
        'https://api.helcim.com/v2/helcim-pay/initialize',
        { paymentType: 'purchase', amount: weeks * 310, currency: 'CAD' },
        { headers: { 'api-token': this.config.getOrThrow('HELCIM_API_TOKEN') } },
      ),
    );
    this.logger.log(`initialize: ${response.status} ${response.statusText}`);
    await this.cache.set(`helcim:${response.data.checkoutToken}`, response.data.secretToken, 3_600_000);
    return new CheckoutView(response.data.checkoutToken);
  }

  async isAuthentic(checkoutToken: string, data: object, hash: string): Promise<boolean> {
    const secret = await this.cache.get<string>(`helcim:${checkoutToken}`);
    return createHash('sha256').update(JSON.stringify(data) + secret).digest('hex') === hash;
  }
}
