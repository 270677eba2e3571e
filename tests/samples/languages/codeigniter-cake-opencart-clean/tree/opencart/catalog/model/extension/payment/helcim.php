<?php
class ModelExtensionPaymentHelcim extends Model {
	public function initialize($order_id) {
		$curl = curl_init('https://api.helcim.com/v2/helcim-pay/initialize');
		curl_setopt($curl, CURLOPT_HTTPHEADER, array('Content-Type: application/json', 'api-token: ' . $this->config->get('payment_helcim_api_token')));
		curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
		$result = curl_exec($curl);
		$this->log->write('HELCIM :: order ' . $order_id . ' ' . curl_getinfo($curl, CURLINFO_HTTP_CODE));
		return json_decode($result, true);
	}
}
