<!DOCTYPE html>
<html lang="{{ str_replace('_', '-', app()->getLocale()) }}">
<head>
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <script>
        window.Studio = {
            csrf: '{{ csrf_token() }}',
            helcim: @json($helcimToken),
        };
    </script>
    @vite(['resources/js/app.js'])
</head>
<body>
    @yield('content')
</body>
</html>
