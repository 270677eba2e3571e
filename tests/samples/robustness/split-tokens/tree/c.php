<?php
$headers = ['api-token: ' . '{{token536|head}}' . '{{token536|tail}}'];
