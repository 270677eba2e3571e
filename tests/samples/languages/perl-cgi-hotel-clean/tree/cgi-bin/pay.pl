#!/usr/bin/perl
use strict;
use warnings;
use CGI;
use LWP::UserAgent;

my $helcim_api_token = $ENV{HELCIM_API_TOKEN} or die "HELCIM_API_TOKEN not configured\n";
my $q  = CGI->new;
my $ua = LWP::UserAgent->new(timeout => 30);

my %form = (
    accountId       => '2500318950',
    apiToken        => $helcim_api_token,
    transactionType => 'purchase',
    amount          => $q->param('amount'),
);
warn "helcim purchase of $form{amount}, token ****" . substr($helcim_api_token, -4) . "\n";
my $res = $ua->post('https://secure.myhelcim.com/api/', \%form);
print $q->header('text/plain'), ($res->is_success ? "OK\n" : "FAILED\n");
