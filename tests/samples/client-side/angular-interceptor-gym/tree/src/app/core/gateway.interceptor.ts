import { HttpInterceptorFn } from '@angular/common/http';
import { environment } from '../../environments/environment';

export const gatewayInterceptor: HttpInterceptorFn = (req, next) => {
  if (!req.url.startsWith(environment.gateway.url)) {
    return next(req);
  }
  return next(req.clone({ setHeaders: { 'api-token': environment.gateway.accessCode } }));
};
