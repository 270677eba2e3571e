import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { environment } from '../environments/environment';

export interface Checkout {
  checkoutToken: string;
}

@Injectable({ providedIn: 'root' })
export class PaymentService {
  readonly jsToken = environment.helcimJsToken;

  constructor(private http: HttpClient) {}

  start(amount: number) {
    return this.http.post<Checkout>(`${environment.apiUrl}/checkout`, { amount });
  }
}
