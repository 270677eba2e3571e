<?php

namespace Giving;

class Ajax {

	private $client;

	public function __construct( Client $client ) {
		$this->client = $client;
	}

	public function hook() {
		add_action( 'wp_ajax_nopriv_giving_open', array( $this, 'open' ) );
		add_action( 'wp_ajax_nopriv_giving_check', array( $this, 'check' ) );
		add_action( 'wp_enqueue_scripts', array( $this, 'scripts' ) );
	}

	public function scripts() {
		wp_enqueue_script( 'giving', plugins_url( '../js/giving.js', __FILE__ ), array(), '2.1.0', true );
		wp_localize_script( 'giving', 'giving', array(
			'url'   => admin_url( 'admin-ajax.php' ),
			'nonce' => wp_create_nonce( 'giving' ),
		) );
	}

	public function open() {
		check_ajax_referer( 'giving' );
		$session = $this->client->open( (float) $_POST['amount'] );
		set_transient( 'giving_' . $session['checkoutToken'], $session['secretToken'], HOUR_IN_SECONDS );
		wp_send_json_success( array( 'checkoutToken' => $session['checkoutToken'] ) );
	}

	public function check() {
		$secret = get_transient( 'giving_' . sanitize_key( $_POST['checkoutToken'] ) );
		$mine   = hash( 'sha256', wp_unslash( $_POST['data'] ) . $secret );
		wp_send_json( array( 'ok' => hash_equals( $mine, (string) $_POST['hash'] ) ) );
	}
}
