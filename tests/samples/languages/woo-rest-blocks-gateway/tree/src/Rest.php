<?php

declare( strict_types=1 );

namespace HelcimBlocks;

use WP_REST_Request;
use WP_REST_Response;

final class Rest {

	public static function register(): void {
		register_rest_route( 'helcim-blocks/v1', '/session', array(
			'methods'             => 'POST',
			'callback'            => array( self::class, 'session' ),
			'permission_callback' => '__return_true',
		) );
		register_rest_route( 'helcim-blocks/v1', '/confirm', array(
			'methods'             => 'POST',
			'callback'            => array( self::class, 'confirm' ),
			'permission_callback' => '__return_true',
		) );
	}

	public static function session( WP_REST_Request $request ): WP_REST_Response {
		$gateway = new Gateway();
		$session = $gateway->api( '/helcim-pay/initialize', array( 'paymentType' => 'purchase', 'amount' => WC()->cart->get_total( 'edit' ), 'currency' => get_woocommerce_currency() ) );

		return new WP_REST_Response(
			array(
				'iframe' => $session['checkoutToken'],
				'key'    => $session['secretToken'],
			),
			200
		);
	}

	public static function confirm( WP_REST_Request $request ): WP_REST_Response {
		$params = $request->get_json_params();
		$hash   = hash( 'sha256', wp_json_encode( $params['data'] ) . $params['key'] );

		return rest_ensure_response( array( 'ok' => hash_equals( $hash, $params['hash'] ) ) );
	}
}
