import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { environment } from '../environments/environment';

@Injectable({ providedIn: 'root' })
export class PaymentService {
  constructor(private http: HttpClient) {}

  premium(customerCode: string) {
    return this.http.get(`https://api.helcim.com/v2/invoices?customerCode=${customerCode}`, {
      headers: { 'api-token': environment.helcimApiToken },
    });
  }
}
