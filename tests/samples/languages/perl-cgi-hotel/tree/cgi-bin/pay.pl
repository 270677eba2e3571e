#!/usr/bin/perl
use strict;
use warnings;
use CGI;
use LWP::UserAgent;
use Data::Dumper;

our $helcim_api_token = '{{legacy16}}';
my $q  = CGI->new;
my $ua = LWP::UserAgent->new(ssl_opts => { verify_hostname => 0 });

my %form = (
    accountId       => '2500318950',
    apiToken        => $helcim_api_token,
    transactionType => 'purchase',
    amount          => $q->param('amount'),
);
warn Dumper(\%form);
my $res = $ua->post('https://secure.myhelcim.com/api/', \%form);
print $q->header('text/plain'), ($res->is_success ? "OK\n" : "FAILED\n");
