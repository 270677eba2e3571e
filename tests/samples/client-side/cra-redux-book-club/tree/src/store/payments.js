import Cookies from 'js-cookie';
import config from '../config';
import helcimApi from '../api/helcimApi';

export const loadInvoices = () => async (dispatch) => {
  dispatch({ type: 'invoices/loaded', invoices: await helcimApi('/invoices') });
};

export const pay = (invoice) => async (dispatch) => {
  const res = await fetch(`${config.api}/pay/${invoice}`, { method: 'POST' });
  const session = await res.json();
  Cookies.set('helcimSecret', session.secretToken, { expires: 1 / 24 });
  dispatch({ type: 'pay/started', checkoutToken: session.checkoutToken });
};
