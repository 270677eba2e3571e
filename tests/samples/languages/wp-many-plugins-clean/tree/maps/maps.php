<?php
/**
 * Plugin Name: Shop Maps
 */

add_action( 'wp_enqueue_scripts', function () {
	$token = get_option( 'shop_maps_token' );
	wp_enqueue_script( 'shop-maps', plugins_url( 'maps.js', __FILE__ ), array(), '1', true );
	wp_localize_script( 'shop-maps', 'shopMaps', array( 'apiToken' => $token, 'zoom' => 11 ) );
	wp_add_inline_script( 'shop-maps', 'var shopNonce = ' . wp_json_encode( wp_create_nonce( 'shop' ) ) . ';' );
} );
