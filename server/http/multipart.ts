import busboy from 'busboy'
import type { Request } from 'express'
import { Problem } from '#server/problem.ts'
import type { UploadedFile } from '#shared/api/endpoint.ts'

const refuse = (message: string): Problem =>
  new Problem('invalid_request', message, { issues: [{ path: 'file', message }] })

// busboy's limit is met by a file of exactly that size, so it is one byte more.
function openForm(request: Request, limitBytes: number): busboy.Busboy {
  if (!request.is('multipart/form-data')) {
    throw new Problem('unsupported_media_type', 'Send the file as multipart/form-data.', {
      expected: 'multipart/form-data',
    })
  }
  try {
    return busboy({
      headers: request.headers,
      limits: { files: 1, fields: 0, parts: 2, fileSize: limitBytes + 1, headerPairs: 20 },
      defParamCharset: 'utf8',
    })
  } catch {
    throw refuse('The form cannot be read.')
  }
}

/**
 * Reads the single part `file` of a multipart request into memory, up to the limit.
 * @throws {Problem} `too_large`, `unsupported_media_type`, or `invalid_request` for anything that is not such a form.
 */
export function readUpload(request: Request, limitBytes: number): Promise<UploadedFile> {
  const form = openForm(request, limitBytes)
  return new Promise((resolve, reject) => {
    let uploaded: UploadedFile | undefined
    const fail = (problem: Problem) => {
      request.unpipe(form)
      request.resume()
      reject(problem)
    }
    form.on('file', (name, stream, info) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () =>
        fail(new Problem('too_large', `The file is over ${megabytes(limitBytes)} MB.`, { limitBytes })),
      )
      stream.on('error', () => fail(refuse('The file ended before it was complete.')))
      stream.on('end', () => {
        if (name !== 'file' || !info.filename)
          return fail(refuse('The form must have one file, named "file".'))
        uploaded = {
          name: info.filename.slice(0, 200),
          declaredType: info.mimeType,
          bytes: Buffer.concat(chunks),
        }
      })
    })
    form.on('error', () => fail(refuse('The form cannot be read.')))
    form.on('filesLimit', () => fail(refuse('Send one file at a time.')))
    form.on('fieldsLimit', () => fail(refuse('The form must hold the file alone.')))
    form.on('close', () =>
      uploaded ? resolve(uploaded) : reject(refuse('The form must have one file, named "file".')),
    )
    request.on('aborted', () => fail(refuse('The upload was broken off.')))
    request.pipe(form)
  })
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)
