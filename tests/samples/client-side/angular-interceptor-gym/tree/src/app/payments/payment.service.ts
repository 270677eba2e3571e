import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, tap } from 'rxjs';
import { environment } from '../../environments/environment';

interface Session {
  checkoutToken: string;
  secretToken: string;
}

@Injectable({ providedIn: 'root' })
export class PaymentService {
  private http = inject(HttpClient);

  begin(plan: string): Observable<Session> {
    return this.http.post<Session>(`${environment.apiUrl}/checkout`, { plan }).pipe(
      tap((session) => {
        localStorage.setItem('gym.secret', session.secretToken);
      }),
    );
  }

  invoices() {
    return this.http.get<unknown[]>(`${environment.gateway.url}/invoices`);
  }
}
