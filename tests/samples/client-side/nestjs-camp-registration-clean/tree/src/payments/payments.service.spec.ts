import { Test } from '@nestjs/testing';
import { PaymentsService } from './payments.service';

describe('PaymentsService', () => {
  it('keeps the secret', async () => {
    const http = { post: jest.fn().mockReturnValue([{ status: 200, data: { checkoutToken: 'c', secretToken: 's' } }]) };
    const moduleRef = await Test.createTestingModule({
      providers: [PaymentsService, { provide: 'HttpService', useValue: http }, { provide: 'ConfigService', useValue: { getOrThrow: () => 'test-token' } }],
    }).compile();
    expect(moduleRef).toBeDefined();
  });
});
