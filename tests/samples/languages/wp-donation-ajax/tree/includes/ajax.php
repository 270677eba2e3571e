<?php

add_action( 'wp_ajax_hdon_start', 'hdon_ajax_start' );
add_action( 'wp_ajax_nopriv_hdon_start', 'hdon_ajax_start' );

function hdon_ajax_start() {
	check_ajax_referer( 'hdon', 'nonce' );

	$amount  = isset( $_POST['amount'] ) ? (float) $_POST['amount'] : 0;
	$session = hdon_remote_post( '/helcim-pay/initialize', array(
		'paymentType' => 'purchase',
		'amount'      => $amount,
		'currency'    => hdon_get_settings()['currency'],
	) );

	if ( ! $session ) {
		wp_send_json_error( array( 'message' => __( 'Please try again later.', 'hdon' ) ) );
	}

	wp_send_json_success( $session );
}

add_action( 'wp_ajax_nopriv_hdon_check', 'hdon_ajax_check' );

function hdon_ajax_check() {
	$data   = json_decode( wp_unslash( $_POST['data'] ), true );
	$secret = sanitize_text_field( wp_unslash( $_POST['secretToken'] ) );
	$hash   = hash( 'sha256', wp_json_encode( $data ) . $secret );

	wp_send_json( array( 'match' => hash_equals( $hash, $_POST['hash'] ) ) );
}
