import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { tap } from 'rxjs';
import { environment } from '../../environments/environment';

@Injectable({ providedIn: 'root' })
export class PaymentService {
  private http = inject(HttpClient);

  begin(plan: string) {
    return this.http
      .post<{ checkoutToken: string }>(`${environment.apiUrl}/checkout`, { plan })
      .pipe(tap(({ checkoutToken }) => localStorage.setItem('gym.checkout', checkoutToken)));
  }
}
