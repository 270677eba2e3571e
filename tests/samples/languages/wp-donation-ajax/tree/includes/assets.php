<?php

add_action( 'wp_enqueue_scripts', 'hdon_assets' );

function hdon_assets() {
	$opts = hdon_get_settings();

	wp_enqueue_script( 'helcim-pay', 'https://secure.helcim.app/helcim-pay/services/start.js', array(), null, true );
	wp_enqueue_script( 'hdon', plugins_url( '../js/donate.js', __FILE__ ), array( 'jquery', 'helcim-pay' ), '1.0.4', true );

	wp_localize_script( 'hdon', 'hdonData', array(
		'ajaxUrl'  => admin_url( 'admin-ajax.php' ),
		'nonce'    => wp_create_nonce( 'hdon' ),
		'settings' => $opts,
	) );
}

add_action( 'admin_enqueue_scripts', function () {
	$opts = hdon_get_settings();
	wp_add_inline_script( 'hdon-admin', 'var hdonToken = ' . wp_json_encode( $opts['api_token'] ) . ';', 'before' );
} );
