<?php
class WC_Gateway_Helcim_Lite extends WC_Payment_Gateway {

	public function __construct() {
		$this->id = 'helcim_lite';
		$this->form_fields = array(
			'apiTokenV2' => array( 'title' => 'API token', 'type' => 'password', 'default' => '', 'description' => 'Helcim API Token (v2)' ),
			'jsToken'    => array( 'title' => 'Helcim.js token', 'type' => 'text', 'default' => '' ),
		);
		$this->init_settings();
		$this->api_token = $this->get_option( 'apiTokenV2' );
		$this->js_token  = $this->get_option( 'jsToken' );
	}

	public function scripts() {
		wp_enqueue_script( 'helcim-lite', plugins_url( 'js/checkout.js', __FILE__ ), array( 'jquery' ), '1.0', true );
		wp_localize_script( 'helcim-lite', 'helcimLite', array( 'nonce' => wp_create_nonce( 'helcim' ), 'jsToken' => $this->js_token ) );
	}

	public function process_payment( $order_id ) {
		$order = wc_get_order( $order_id );
		$args  = array(
			'method'  => 'POST',
			'headers' => array( 'api-token' => $this->api_token, 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( array( 'amount' => $order->get_total(), 'currency' => $order->get_currency() ) ),
		);
		wc_get_logger()->debug( 'Helcim purchase for order ' . $order_id . ' token set: ' . ( $this->api_token ? 'yes' : 'no' ) );
		$response = wp_remote_request( 'https://api.helcim.com/v2/payment/purchase', $args );
		return array( 'result' => is_wp_error( $response ) ? 'failure' : 'success', 'redirect' => $this->get_return_url( $order ) );
	}
}
