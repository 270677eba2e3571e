<?php
/**
 * Plugin Name: Quiet Helcim
 */

function quiet_helcim_post( $path, $body ) {
	$token    = get_option( 'quiet_helcim_api_token' );
	$response = wp_remote_post( 'https://api.helcim.com/v2' . $path, array(
		'headers' => array( 'api-token' => $token, 'content-type' => 'application/json' ),
		'body'    => wp_json_encode( $body ),
	) );
	error_log( 'quiet-helcim ' . $path . ' ' . wp_remote_retrieve_response_code( $response ) . ' (token ...' . substr( $token, -4 ) . ')' );
	return json_decode( wp_remote_retrieve_body( $response ) );
}

add_action( 'wp_ajax_nopriv_quiet_helcim', function () {
	$session = quiet_helcim_post( '/helcim-pay/initialize', array( 'paymentType' => 'purchase', 'amount' => 5, 'currency' => 'CAD' ) );
	set_transient( 'qh_' . $session->checkoutToken, $session->secretToken, 3600 );
	wp_send_json_success( array( 'checkoutToken' => $session->checkoutToken ) );
} );
