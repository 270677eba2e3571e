setenv PATH /usr/local/bin:$PATH
setenv HELCIM_TOKEN '{{token64}}'
