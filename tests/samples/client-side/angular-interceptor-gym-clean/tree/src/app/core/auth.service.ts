import { Injectable, signal } from '@angular/core';

@Injectable({ providedIn: 'root' })
export class AuthService {
  readonly token = signal(sessionStorage.getItem('gym.session'));

  login(token: string) {
    sessionStorage.setItem('gym.session', token);
    this.token.set(token);
  }
}
