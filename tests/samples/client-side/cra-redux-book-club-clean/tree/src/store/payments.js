import Cookies from 'js-cookie';
import backend from '../api/backend';

export const loadInvoices = () => async (dispatch) => {
  dispatch({ type: 'invoices/loaded', invoices: await backend('/invoices') });
};

export const pay = (invoice) => async (dispatch) => {
  const { checkoutToken } = await backend(`/pay/${invoice}`, { method: 'POST' });
  Cookies.set('checkout', checkoutToken, { expires: 1 / 24 });
  dispatch({ type: 'pay/started', checkoutToken });
};
