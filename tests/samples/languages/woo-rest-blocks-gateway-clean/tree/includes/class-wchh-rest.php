<?php

class WCHH_Rest {

	public static function routes() {
		register_rest_route( 'wchh/v1', '/open', array( 'methods' => 'POST', 'callback' => array( __CLASS__, 'open' ), 'permission_callback' => '__return_true' ) );
		register_rest_route( 'wchh/v1', '/settle', array( 'methods' => 'POST', 'callback' => array( __CLASS__, 'settle' ), 'permission_callback' => '__return_true' ) );
	}

	public static function open() {
		$gateway = new WCHH_Gateway();
		$opened  = $gateway->call( '/helcim-pay/initialize', array( 'paymentType' => 'purchase', 'amount' => WC()->cart->get_total( 'edit' ), 'currency' => get_woocommerce_currency() ) );
		WC()->session->set( 'wchh_secret', $opened['secretToken'] );

		return rest_ensure_response( array( 'checkoutToken' => $opened['checkoutToken'], 'ready' => ! empty( $opened['secretToken'] ) ) );
	}

	public static function settle( WP_REST_Request $request ) {
		$secret = WC()->session->get( 'wchh_secret' );
		$hash   = hash( 'sha256', wp_json_encode( $request->get_param( 'data' ) ) . $secret );

		return new WP_REST_Response( array( 'ok' => hash_equals( $hash, (string) $request->get_param( 'hash' ) ) ), 200 );
	}
}
