/** A certificate for `localhost` that vouches for itself, with its key, for tests of TLS. Valid for a hundred years, secret to nobody. */
export const fakeCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBWzCCAQ2gAwIBAgIUW3FCcKsnkVkm1fVmq89UFT4lA5cwBQYDK2VwMBQxEjAQ
BgNVBAMMCWxvY2FsaG9zdDAgFw0yNjExMjQyMzAyMjRaGA8yMTI2MTAzMTIzMDIy
NFowFDESMBAGA1UEAwwJbG9jYWxob3N0MCowBQYDK2VwAyEAYf/Xo1oP5JYGB3vo
rVcp83Ry2sSES0RPLjRWzoyNjS+jbzBtMB0GA1UdDgQWBBQPLawLOFfbNd01AKWT
5pkK1vZ0DzAfBgNVHSMEGDAWgBQPLawLOFfbNd01AKWT5pkK1vZ0DzAPBgNVHRMB
Af8EBTADAQH/MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAFBgMrZXADQQDH
Qp7dWIn9etChp+htfpI9h10+fd1uCIZRyou6y903ncKeKkKjDjayyrx5qrIUNfoe
TWFm+V3tDfvKof1JJt8H
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIIUSaHm+I6GYBaTNaiNVJMngihlvru5nqvX9a0Tfmt64
-----END PRIVATE KEY-----
`,
};
