VCR.configure do |c|
  c.cassette_library_dir = "test/cassettes"
  c.hook_into :webmock
  c.filter_sensitive_data("<API_TOKEN>") { ENV["HELCIM_API_TOKEN"] }
end
