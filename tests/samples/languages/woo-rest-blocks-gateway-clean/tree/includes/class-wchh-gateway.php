<?php

class WCHH_Gateway extends WC_Payment_Gateway {

	public function __construct() {
		$this->id = 'wchh';
		$this->init_form_fields();
		$this->init_settings();
	}

	public function init_form_fields() {
		$this->form_fields = array(
			'apiTokenV2' => array(
				'title'       => 'API token',
				'type'        => 'password',
				'description' => 'From Helcim: All Tools > Integrations > API Access Configurations.',
				'default'     => '',
			),
		);
	}

	public static function mask_token( $token ) {
		$len = strlen( $token );
		return $len <= 4 ? '****' : str_repeat( '*', $len - 4 ) . substr( $token, -4 );
	}

	public function call( $path, $payload ) {
		$token    = $this->get_option( 'apiTokenV2' );
		$response = wp_remote_post( 'https://api.helcim.com/v2' . $path, array(
			'headers' => array( 'api-token' => $token, 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( $payload ),
		) );
		wc_get_logger()->info(
			sprintf( 'helcim %s with %s: %s', $path, self::mask_token( $token ), wp_remote_retrieve_response_code( $response ) ),
			array( 'source' => 'wchh' )
		);
		return json_decode( wp_remote_retrieve_body( $response ), true );
	}
}
