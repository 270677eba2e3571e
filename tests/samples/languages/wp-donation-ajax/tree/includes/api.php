<?php
/**
 * Talks to Helcim.
 */

function hdon_get_settings() {
	return wp_parse_args( get_option( 'hdon_settings', array() ), array(
		'api_token' => '',
		'currency'  => 'CAD',
	) );
}

function hdon_remote_post( $path, $body ) {
	$settings = hdon_get_settings();
	$args     = array(
		'timeout' => 30,
		'headers' => array(
			'api-token'    => $settings['api_token'],
			'content-type' => 'application/json',
		),
		'body'    => wp_json_encode( $body ),
	);
	$result = wp_remote_post( HDON_API . $path, $args );

	if ( is_wp_error( $result ) || 200 !== wp_remote_retrieve_response_code( $result ) ) {
		error_log( 'Helcim request failed: ' . print_r( $args, true ) );
		return false;
	}

	return json_decode( wp_remote_retrieve_body( $result ), true );
}
