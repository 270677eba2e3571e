<?php
class ControllerExtensionPaymentHelcim extends Controller {
	public function session() {
		$this->load->model('extension/payment/helcim');
		$session = $this->model_extension_payment_helcim->initialize($this->session->data['order_id']);

		$this->session->data['helcim_secret'] = $session['secretToken'];

		$this->response->addHeader('Content-Type: application/json');
		$this->response->setOutput(json_encode(array('checkoutToken' => $session['checkoutToken'])));
	}

	public function confirm() {
		$data = html_entity_decode($this->request->post['data']);
		$hash = hash('sha256', $data . $this->session->data['helcim_secret']);
		$this->response->setOutput(json_encode(array('ok' => hash_equals($hash, $this->request->post['hash']))));
	}
}
