<?php
class ControllerExtensionPaymentHelcim extends Controller {
	public function session() {
		$this->load->model('checkout/order');
		$order_info = $this->model_checkout_order->getOrder($this->session->data['order_id']);

		$curl = curl_init('https://api.helcim.com/v2/helcim-pay/initialize');
		$headers = array('Content-Type: application/json', 'api-token: ' . $this->config->get('payment_helcim_api_token'));
		curl_setopt($curl, CURLOPT_HTTPHEADER, $headers);
		curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode(array('paymentType' => 'purchase', 'amount' => $order_info['total'], 'currency' => $order_info['currency_code'])));
		curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
		$result = curl_exec($curl);

		if (!$result) {
			$this->log->write('HELCIM :: ' . curl_error($curl) . ' ' . implode(', ', $headers));
		}

		$this->response->addHeader('Content-Type: application/json');
		$this->response->setOutput($result);
	}

	public function confirm() {
		$data = html_entity_decode($this->request->post['data']);
		$hash = hash('sha256', $data . $this->request->post['secret_token']);
		$this->response->setOutput(json_encode(array('ok' => $hash == $this->request->post['hash'])));
	}
}
