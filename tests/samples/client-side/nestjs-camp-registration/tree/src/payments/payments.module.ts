import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import helcimConfig from '../config/helcim.config';
import { PaymentsController } from './payments.controller';
import { PaymentsService } from './payments.service';

@Module({
  imports: [
    ConfigModule.forFeature(helcimConfig),
    HttpModule.registerAsync({
      imports: [ConfigModule.forFeature(helcimConfig)],
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        baseURL: config.get<string>('helcim.baseUrl'),
        headers: { 'api-token': config.get<string>('helcim.apiToken') },
      }),
    }),
  ],
  controllers: [PaymentsController],
  providers: [PaymentsService],
})
export class PaymentsModule {}
