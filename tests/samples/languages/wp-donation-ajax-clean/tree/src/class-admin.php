<?php

namespace Giving;

class Admin {

	public function hook() {
		add_action( 'admin_menu', function () {
			add_options_page( 'Giving', 'Giving', 'manage_options', 'giving', array( $this, 'page' ) );
		} );
	}

	public function page() {
		$token = (string) get_option( 'giving_api_token' );
		echo '<p>Token: <code>' . esc_html( str_repeat( '•', 8 ) . substr( $token, -4 ) ) . '</code> ('
			. (int) strlen( $token ) . ' characters)</p>';
	}
}
