import type { CrmAssociationTableProps } from '@hubspot/ui-extensions/crm';
import { useEffect, useState } from 'react';
import { useHost } from '../host-context.ts';
import type { FoundRecord } from '../protocol.ts';
import { Pager } from './containers.tsx';
import { LoadingSpinner } from './status.tsx';

const HEADERS: Readonly<Record<string, string>> = {
  dealname: 'Deal name',
  dealstage: 'Deal stage',
  amount: 'Amount',
  closedate: 'Close date',
};

/** HubSpot's own table of associated records, under the viewer's rights. */
export function CrmAssociationTable({ objectTypeId, propertyColumns, pageSize = 10 }: CrmAssociationTableProps) {
  const { backend, context } = useHost();
  const [rows, setRows] = useState<readonly FoundRecord[] | 'failed' | null>(null);
  const [page, setPage] = useState(1);
  const columns = propertyColumns.join(',');
  useEffect(() => {
    if (!context.crm) throw new Error('HubSpot shows this table on records only.');
    let current = true;
    backend
      .associated({
        fromTypeId: context.crm.objectTypeId,
        fromId: context.crm.objectId,
        toTypeId: objectTypeId,
        properties: columns.split(','),
      })
      .then(
        (answer) => current && setRows(answer.results),
        () => current && setRows('failed'),
      );
    return () => {
      current = false;
    };
  }, [backend, context, objectTypeId, columns]);

  if (rows === null) return <LoadingSpinner label="Reading records" layout="centered" />;
  if (rows === 'failed') return <div className="text">The records could not be read.</div>;
  const pageCount = Math.max(1, Math.ceil(rows.length / pageSize));
  return (
    <div className="table-frame flush">
      <table className="table d-condensed wraps">
        <thead>
          <tr>
            {propertyColumns.map((name) => (
              <th key={name}>{HEADERS[name] ?? name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice((page - 1) * pageSize, page * pageSize).map((row) => (
            <tr key={row.objectId}>
              {propertyColumns.map((name, index) => (
                <td key={name} className={index === 0 ? 'link' : undefined}>
                  {row.properties[name] ?? '--'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pageCount > 1 && <Pager page={page} pageCount={pageCount} onPageChange={setPage} />}
    </div>
  );
}
