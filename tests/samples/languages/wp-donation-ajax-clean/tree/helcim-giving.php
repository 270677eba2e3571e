<?php
/**
 * Plugin Name: Helcim Giving
 * Version:     2.1.0
 */

namespace Giving;

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/src/class-client.php';
require __DIR__ . '/src/class-ajax.php';
require __DIR__ . '/src/class-admin.php';

add_action( 'plugins_loaded', function () {
	$client = new Client( defined( 'HELCIM_API_TOKEN' ) ? HELCIM_API_TOKEN : (string) get_option( 'giving_api_token' ) );
	( new Ajax( $client ) )->hook();
	( new Admin() )->hook();
} );
