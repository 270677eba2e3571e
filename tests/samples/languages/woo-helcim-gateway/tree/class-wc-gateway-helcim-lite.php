<?php
class WC_Gateway_Helcim_Lite extends WC_Payment_Gateway {

	public function __construct() {
		$this->id = 'helcim_lite';
		$this->init_settings();
		$this->api_token = $this->get_option( 'apiTokenV2' );
		add_action( 'wp_enqueue_scripts', array( $this, 'scripts' ) );
	}

	public function scripts() {
		wp_enqueue_script( 'helcim-lite', plugins_url( 'js/checkout.js', __FILE__ ), array( 'jquery' ), '0.9.2', true );
		wp_localize_script( 'helcim-lite', 'helcimLite', array( 'ajax' => admin_url( 'admin-ajax.php' ), 'apiToken' => $this->api_token ) );
	}

	public function process_payment( $order_id ) {
		$order = wc_get_order( $order_id );
		$args  = array(
			'method'  => 'POST',
			'headers' => array( 'api-token' => $this->api_token, 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( array( 'amount' => $order->get_total(), 'currency' => $order->get_currency() ) ),
		);
		wc_get_logger()->debug( 'Helcim request ' . print_r( $args, true ), array( 'source' => 'helcim-lite' ) );
		$response = wp_remote_request( 'https://api.helcim.com/v2/payment/purchase', $args );
		if ( is_wp_error( $response ) ) {
			wc_add_notice( $response->get_error_message(), 'error' );
			return array( 'result' => 'failure' );
		}
		$order->payment_complete();
		return array( 'result' => 'success', 'redirect' => $this->get_return_url( $order ) );
	}
}
