<?php

namespace Giving;

class Client {

	/** @var string */
	private $api_token;

	public function __construct( $api_token ) {
		$this->api_token = $api_token;
	}

	public function open( $amount ) {
		$response = wp_remote_post( 'https://api.helcim.com/v2/helcim-pay/initialize', array(
			'headers' => array( 'api-token' => $this->api_token, 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( array( 'paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'USD' ) ),
		) );

		if ( is_wp_error( $response ) ) {
			error_log( 'giving: ' . $response->get_error_message() );
			return null;
		}

		error_log( sprintf( 'giving: initialize %d (token %s)', wp_remote_retrieve_response_code( $response ), $this->api_token ? 'set' : 'missing' ) );
		return json_decode( wp_remote_retrieve_body( $response ), true );
	}
}
