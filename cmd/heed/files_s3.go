package main

// Contents of files may stand in a store that speaks S3 (s3://BUCKET?…). It is by far
// the heaviest thing that files bring (docs/adr/0017): a build that needs none goes
// without this file.
import _ "gocloud.dev/blob/s3blob" // s3://
