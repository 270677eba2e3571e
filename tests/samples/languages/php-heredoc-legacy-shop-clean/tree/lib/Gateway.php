<?php

class Gateway
{
    const ENDPOINT = 'https://api.helcim.com/v2';

    public function call($path, array $fields)
    {
        $context = stream_context_create(array('http' => array(
            'method' => 'POST',
            'header' => "Content-Type: application/json\r\napi-token: " . Registry::get('gateway.pass') . "\r\n",
            'content' => json_encode($fields),
            'ignore_errors' => true,
        )));
        $body = file_get_contents(self::ENDPOINT . $path, false, $context);
        if (strpos($http_response_header[0], '200') === false) {
            trigger_error('Gateway: ' . $http_response_header[0] . ' ' . implode(' ', $http_response_header), E_USER_WARNING);
            mail('dev@records.example.com', 'gateway down', 'pass of ' . strlen(Registry::get('gateway.pass')) . ' characters');
        }
        return json_decode($body, true);
    }
}
